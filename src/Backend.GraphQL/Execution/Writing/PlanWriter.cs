using System.Collections;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Completes and writes what was resolved (October 2021 specification, 6.4.3 and 6.4.4). Where a value that must not be null
/// is, what was written of its parent is cut off again; its siblings are completed all the same, so that every error is told.
/// </summary>
internal sealed class PlanWriter(PlanExecution execution, ResponseBuffer json, FieldErrors errors)
{
    private readonly ResponsePath path = new();

    /// <summary>Writes the data; null where a root field must not be null and is.</summary>
    public void Write(object? root)
    {
        var start = json.Position;
        if (WriteSelection(execution.Plan.Root, root))
            return;
        json.Position = start;
        json.Null();
    }

    /// <summary>Writes an object; false where it has to be null.</summary>
    private bool WriteSelection(PlanSelection selection, object? owner)
    {
        var fields = selection.Written;
        if (fields.Length == 0)
        {
            json.Raw("{}"u8);
            return true;
        }

        var index = selection.Batch >= 0 ? execution.NextIndex(selection) : -1;
        var (whole, next, start, depth) = (true, 0, 0, path.Depth);
        while (next < fields.Length)
        {
            try
            {
                for (; next < fields.Length; next++)
                {
                    var field = fields[next];
                    json.Raw(field.Prefix);
                    start = json.Position;
                    if (field.Writer is { } writer)
                        whole &= writer.Write(json, owner!) || WriteAbsent(field);
                    else if (field.Constant is { } constant)
                        json.Raw(constant);
                    else
                        whole &= WriteField(field, owner, index);
                }
            }
            catch (Exception error) when (error is not ResponseTooLargeException and not OperationCanceledException)
            {
                (json.Position, path.Depth) = (start, depth);
                var field = fields[next++];
                errors.Add(error, field, path.ToList(field));
                whole &= WriteNull(field.Shape);
            }
        }

        json.Raw((byte)'}');
        return whole;
    }

    private bool WriteField(PlanField field, object? owner, int index)
    {
        if (execution.IsDenied(field))
            return WriteNull(field.Shape);
        var value = field.Column >= 0 ? execution.Value(field, index) : field.Access!.Read(owner!);
        path.Push(field);
        var whole = WriteValue(field.Shape, value);
        path.Pop();
        return whole;
    }

    private bool WriteValue(OutputShape shape, object? value)
    {
        var (start, depth) = (json.Position, path.Depth);
        if (value is null)
            return WriteNull(shape) || Fail(shape, start, NullInNonNull());
        if (value is FieldFailure failure)
            return Fail(shape, start, failure.Reason);
        try
        {
            var whole = shape switch
            {
                LeafShape leaf => WriteLeaf(leaf, value),
                ListShape list => WriteList(list, value),
                _ => WriteSelection(execution.Select((CompositeShape)shape, value), value),
            };
            if (whole)
                return true;
            json.Position = start;
            return WriteNull(shape);
        }
        catch (Exception error) when (error is not ResponseTooLargeException and not OperationCanceledException)
        {
            path.Depth = depth;
            return Fail(shape, start, error);
        }
    }

    private bool WriteLeaf(LeafShape leaf, object value)
    {
        if (leaf.Serialize(value) is { } serialized)
            LeafFormats.WriteSerialized(json, serialized);
        else if (leaf.IsNonNull)
            throw NullInNonNull();
        else
            json.Null();
        return true;
    }

    private bool WriteList(ListShape list, object value)
    {
        var items = value as IList ?? (value as IEnumerable ?? throw new InvalidOperationException($"A {value.GetType()} is not a list.")).Cast<object?>().ToArray();
        json.Raw((byte)'[');
        path.Push(0);
        var whole = true;
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
                json.Raw((byte)',');
            path.SetIndex(index);
            whole &= WriteValue(list.Item, items[index]);
        }

        path.Pop();
        json.Raw((byte)']');
        return whole;
    }

    private bool WriteAbsent(PlanField field)
    {
        if (execution.IsDenied(field) || !field.Shape.IsNonNull)
            return WriteNull(field.Shape);
        errors.Add(NullInNonNull(), field, path.ToList(field));
        return false;
    }

    private bool WriteNull(OutputShape shape)
    {
        if (shape.IsNonNull)
            return false;
        json.Null();
        return true;
    }

    private bool Fail(OutputShape shape, int start, Exception error)
    {
        json.Position = start;
        errors.Add(error, path.Field, path.ToList());
        return WriteNull(shape);
    }

    private static InvalidOperationException NullInNonNull() => new("A resolver gave null where the schema says that there is a value.");
}
