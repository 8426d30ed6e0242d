namespace Backend.IntegrationTests;

/// <summary>The server with time limits short enough to be waited for.</summary>
public sealed class ImpatientServer() : BackendServer(
    "Backend:Transports:InitialisationTimeout=00:00:01",
    "Backend:Transports:HeartbeatInterval=00:00:00.5",
    "Backend:Transports:PongTimeout=00:00:01",
    "Backend:Transports:SendTimeout=00:00:01",
    "Backend:Transports:CloseTimeout=00:00:10");

/// <summary>The tests that share the impatient server.</summary>
[CollectionDefinition(Name)]
public sealed class ImpatientServerCollection : ICollectionFixture<ImpatientServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "impatient server";
}
