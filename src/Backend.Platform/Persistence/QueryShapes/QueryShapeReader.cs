using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Backend.Platform.Persistence.QueryShapes;

/// <summary>
/// Reads the shape of a query and the values that its closures captured, in one walk; the same walk puts parameters in place
/// of the values when the query is to be translated. Whatever it does not know for certain makes the query one without a
/// known shape, which EF Core then handles as it always does.
/// </summary>
internal sealed class QueryShapeReader : ExpressionVisitor
{
    private readonly List<ParameterExpression> parameters = [];
    private bool lifting;

    public QueryShape Shape { get; } = new();

    /// <summary>The captured values, in the order in which they are met.</summary>
    public List<object?> Values { get; } = [];

    /// <summary>Reads a query; false where its shape is not known.</summary>
    public bool TryRead(Expression query)
    {
        Begin(lift: false);
        try
        {
            Visit(query);
            return true;
        }
        catch (UnknownShapeException)
        {
            return false;
        }
    }

    /// <summary>The query with parameters in place of its captured values, named by their order.</summary>
    public Expression Lift(Expression query)
    {
        Begin(lift: true);
        return Visit(query)!;
    }

    public static string ParameterName(int index) => $"captured{index}";

    public override Expression? Visit(Expression? node)
    {
        if (node is null)
        {
            Shape.Add(-1);
            return null;
        }

        Shape.Add((int)node.NodeType, node.Type);
        return base.Visit(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (!IsCaptured(node))
        {
            Shape.Add(0, node.Member);
            if (node.Expression is null)
                DemandConstant(node.Member);
            return base.VisitMember(node);
        }

        var value = Evaluate(node);
        if (value is IQueryable query)
        {
            // A query that another method made is a part of this one.
            var part = Visit(query.Expression);
            return lifting ? part! : node;
        }

        if (value is Expression or Delegate or DbContext)
            throw new UnknownShapeException();
        Values.Add(value);
        return lifting ? new QueryParameterExpression(ParameterName(Values.Count - 1), node.Type) : node;
    }

    protected override Expression VisitConstant(ConstantExpression node)
    {
        // Anything else may change, or hold what belongs to one request.
        if (node.Value is not (null or string or Type or Guid or DateTimeOffset or DateOnly or decimal) && !node.Type.IsPrimitive && !node.Type.IsEnum)
            throw new UnknownShapeException();
        Shape.Add(0, node.Value);
        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        var index = parameters.IndexOf(node);
        if (index < 0)
        {
            index = parameters.Count;
            parameters.Add(node);
        }

        Shape.Add(index);
        return node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        // A call on what was captured may give anything, another query for instance.
        if (node.Object is not null ? IsCapturedOrConstant(node.Object) : node.Method.DeclaringType?.Namespace is not { } space || !IsKnown(space))
            throw new UnknownShapeException();
        Shape.Add(node.Arguments.Count, node.Method);
        return base.VisitMethodCall(node);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        Shape.Add(0, node.Method);
        return base.VisitUnary(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        Shape.Add(node.IsLiftedToNull ? 1 : 0, node.Method);
        return base.VisitBinary(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        Shape.Add(node.Arguments.Count, node.Constructor);
        foreach (var member in node.Members ?? [])
            Shape.Add(0, member);
        return base.VisitNew(node);
    }

    protected override MemberAssignment VisitMemberAssignment(MemberAssignment node)
    {
        Shape.Add(0, node.Member);
        return base.VisitMemberAssignment(node);
    }

    protected override Expression VisitNewArray(NewArrayExpression node)
    {
        Shape.Add(node.Expressions.Count);
        return base.VisitNewArray(node);
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        Shape.Add(node.Parameters.Count);
        return base.VisitLambda(node);
    }

    protected override Expression VisitTypeBinary(TypeBinaryExpression node)
    {
        Shape.Add(0, node.TypeOperand);
        return base.VisitTypeBinary(node);
    }

    protected override Expression VisitExtension(Expression node)
    {
        if (node.GetType() != typeof(EntityQueryRootExpression))
            throw new UnknownShapeException();
        Shape.Add(0, ((EntityQueryRootExpression)node).EntityType);
        return node;
    }

    protected override Expression VisitBlock(BlockExpression node) => throw new UnknownShapeException();

    protected override Expression VisitDynamic(DynamicExpression node) => throw new UnknownShapeException();

    protected override Expression VisitIndex(IndexExpression node) => throw new UnknownShapeException();

    protected override Expression VisitInvocation(InvocationExpression node) => throw new UnknownShapeException();

    protected override Expression VisitListInit(ListInitExpression node) => throw new UnknownShapeException();

    protected override Expression VisitLoop(LoopExpression node) => throw new UnknownShapeException();

    protected override Expression VisitSwitch(SwitchExpression node) => throw new UnknownShapeException();

    protected override Expression VisitTry(TryExpression node) => throw new UnknownShapeException();

    protected override MemberListBinding VisitMemberListBinding(MemberListBinding node) => throw new UnknownShapeException();

    protected override MemberMemberBinding VisitMemberMemberBinding(MemberMemberBinding node) => throw new UnknownShapeException();

    private void Begin(bool lift)
    {
        lifting = lift;
        Shape.Clear();
        Values.Clear();
        parameters.Clear();
    }

    private static bool IsCaptured(MemberExpression node) => node.Expression switch
    {
        ConstantExpression => true,
        MemberExpression inner => IsCaptured(inner),
        _ => false,
    };

    private static bool IsCapturedOrConstant(Expression node) =>
        node is ConstantExpression || (node is MemberExpression member && (IsCaptured(member) || member.Expression is null));

    private static object? Evaluate(MemberExpression node)
    {
        var owner = node.Expression is MemberExpression inner ? Evaluate(inner) : ((ConstantExpression)node.Expression!).Value;
        if (owner is null)
            throw new UnknownShapeException();
        return node.Member is FieldInfo field ? field.GetValue(owner) : ((PropertyInfo)node.Member).GetValue(owner);
    }

    // What is static and may change is read by EF Core when it translates, and then stays what it was.
    private static void DemandConstant(MemberInfo member)
    {
        if (member is FieldInfo { IsInitOnly: false, IsLiteral: false } || member.DeclaringType?.Namespace is not { } space || !IsKnown(space))
            throw new UnknownShapeException();
    }

    private static bool IsKnown(string space) =>
        space.StartsWith("System", StringComparison.Ordinal) || space.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);
}

/// <summary>The query holds something of which it is not known whether it belongs to its shape.</summary>
internal sealed class UnknownShapeException : Exception;
