namespace Backend.GraphQL;

/// <summary>An error that a mutation foresees, returned in its payload.</summary>
[InterfaceType("Error")]
public interface IError
{
    /// <summary>The stable code of the error, listed in the API's documentation.</summary>
    string Code { get; }

    /// <summary>What went wrong, for a person.</summary>
    string Message { get; }

    /// <summary>The input field at fault, as a path such as <c>["input", "title"]</c>; empty where no field is.</summary>
    IReadOnlyList<string> Path { get; }
}
