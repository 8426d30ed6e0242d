namespace Backend.GraphQL.Execution;

/// <summary>A scalar that writes its values as UTF-8 JSON without a detour over text.</summary>
/// <typeparam name="T">The CLR type of its values.</typeparam>
internal interface IUtf8Scalar<in T>
{
    void Write(ResponseBuffer json, T value);
}
