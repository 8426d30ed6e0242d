using System.Reflection;

namespace Backend.ArchitectureTests;

/// <summary>What a module must keep to. Each rule gives the violations it finds, so that a planted one can show that it would.</summary>
internal static class ModuleRules
{
    public const string Prefix = "Backend.Modules.";

    /// <summary>A module knows no other module.</summary>
    public static IEnumerable<string> ReferencesToOtherModules(Assembly module) =>
        module.GetReferencedAssemblies()
            .Where(reference => reference.Name!.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(reference => $"{module.GetName().Name} references {reference.Name}");

    /// <summary>A module's only public type is its entrance.</summary>
    public static IEnumerable<string> UnexpectedPublicTypes(Assembly module)
    {
        var name = module.GetName().Name!;
        var entrance = $"{name}.{name[Prefix.Length..]}Module";
        return module.GetExportedTypes().Where(type => type.FullName != entrance).Select(type => $"{type.FullName} is public");
    }

    /// <summary>Nothing below the modules knows the business.</summary>
    public static IEnumerable<string> ReferencesUpwards(Assembly layer, params string[] above) =>
        layer.GetReferencedAssemblies()
            .Where(reference => above.Any(name => reference.Name!.StartsWith(name, StringComparison.Ordinal)))
            .Select(reference => $"{layer.GetName().Name} references {reference.Name}");

    /// <summary>Types that other code inherits or calls from outside are not what a module is made of.</summary>
    public static IEnumerable<string> OpenClasses(Assembly module) =>
        module.GetTypes()
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false }
                && type.Namespace?.StartsWith(Prefix, StringComparison.Ordinal) == true
                && !module.GetTypes().Any(other => other.BaseType == type))
            .Select(type => $"{type.FullName} is neither sealed nor inherited");
}
