using Backend.Platform.Errors;
using Backend.Platform.Persistence;

namespace Backend.UnitTests.Platform.Persistence;

/// <summary>What an operator may configure, and what the server says to anything else.</summary>
public sealed class DatabaseOptionsTests
{
    private const string PostgreSql = "Host=db.example.com;Database=backend;Username=backend";

    [Fact]
    public void Defaults_are_valid() => Assert.True(new DatabaseOptionsValidator().Validate(null, new DatabaseOptions()).Succeeded);

    [Fact]
    public void Zero_turns_time_out_and_log_off() => Assert.True(new DatabaseOptionsValidator()
        .Validate(null, new DatabaseOptions { StatementTimeoutSeconds = 0, SlowStatementMilliseconds = 0 }).Succeeded);

    [Fact]
    public void Values_that_make_no_sense_are_refused_by_the_names_of_their_keys()
    {
        var refused = new DatabaseOptionsValidator().Validate(null, new DatabaseOptions
        {
            StatementTimeoutSeconds = -1,
            SlowStatementMilliseconds = -1,
            ReplicaMaxLagSeconds = 0,
            ReplicaCheckMilliseconds = 1,
        });
        Assert.Equal(
            ["Backend__Database__StatementTimeoutSeconds", "Backend__Database__SlowStatementMilliseconds", "Backend__Database__ReplicaMaxLagSeconds", "Backend__Database__ReplicaCheckMilliseconds"],
            refused.Failures!.Select(failure => failure.Split(' ')[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Replica_is_optional(string? replica) => Assert.Null(new PersistenceOptions { ConnectionString = PostgreSql, ReplicaConnectionString = replica }.Replica);

    [Fact]
    public void Replica_is_a_server() => Assert.Contains(
        "Host=replica.example.com", new PersistenceOptions { ConnectionString = PostgreSql, ReplicaConnectionString = "postgres://backend@replica.example.com/backend" }.Replica!.ConnectionString,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(null, PostgreSql)]
    [InlineData(PostgreSql, "Data Source=replica.db")]
    [InlineData(PostgreSql, "Host=one,two;Database=backend;Password=hidden")]
    [InlineData(PostgreSql, "Password=hidden;;=")]
    public void Replica_that_cannot_be_one_is_refused_by_the_name_of_its_key(string? database, string replica)
    {
        var options = new PersistenceOptions { ConnectionString = database, ReplicaConnectionString = replica };
        var refused = Assert.Throws<ConfigurationException>(() => options.Replica);
        Assert.StartsWith("ConnectionStrings__DatabaseReplica ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }
}
