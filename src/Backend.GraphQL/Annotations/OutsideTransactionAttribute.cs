namespace Backend.GraphQL;

/// <summary>
/// On a mutation that calls something outside the server and waits for it: it runs in no transaction, which would hold up others
/// for as long. It saves what there is to save itself, and a repetition under the same idempotency key does it again.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OutsideTransactionAttribute : Attribute;
