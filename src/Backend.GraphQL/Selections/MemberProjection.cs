using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Backend.GraphQL;

/// <summary>Makes a projection of an entity to some of its members: a new object of the same class, which is not tracked.</summary>
internal static class MemberProjection
{
    /// <summary>The projection; null where the class cannot be made that way.</summary>
    /// <param name="entity">The entity in EF Core's model, which knows what is mapped.</param>
    /// <param name="members">The members to read; the key is always read.</param>
    public static LambdaExpression? Create(IEntityType entity, IReadOnlySet<string> members)
    {
        var constructor = entity.ClrType.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
        if (constructor is null || entity.GetDirectlyDerivedTypes().Any() || entity.BaseType is not null)
            return null;
        var source = Expression.Parameter(entity.ClrType, "entity");
        var bindings = new List<MemberBinding>();
        foreach (var property in entity.GetProperties().Where(property => property.IsPrimaryKey() || members.Contains(property.Name)))
        {
            // What EF Core keeps in a field of its own, or nowhere in the class, cannot be set here.
            if (property.PropertyInfo is not { CanWrite: true } info)
                return null;
            bindings.Add(Expression.Bind(info, Expression.Property(source, info)));
        }

        foreach (var complex in entity.GetComplexProperties().Where(complex => members.Contains(complex.Name)))
        {
            if (complex.PropertyInfo is not { CanWrite: true } info)
                return null;
            bindings.Add(Expression.Bind(info, Expression.Property(source, info)));
        }

        // Owned objects and other navigations are read whole, or by loaders of their own.
        if (entity.GetNavigations().Concat<INavigationBase>(entity.GetSkipNavigations()).Any(navigation => members.Contains(navigation.Name)))
            return null;
        return Expression.Lambda(Expression.MemberInit(Expression.New(constructor), bindings), source);
    }
}
