namespace Backend.GraphQL;

/// <summary>
/// Declares a typed error of a mutation. <typeparamref name="TError"/> implements <see cref="IError"/> and has one or more
/// public static methods <c>CreateErrorFrom(TException)</c> that return the error or a sequence of errors; an exception of
/// that type thrown by the resolver, or by the commit, then ends up in the payload's <c>errors</c>.
/// </summary>
/// <typeparam name="TError">The error's class.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ErrorAttribute<TError> : Attribute where TError : IError;
