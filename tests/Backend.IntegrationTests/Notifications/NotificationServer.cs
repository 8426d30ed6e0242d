namespace Backend.IntegrationTests.Notifications;

/// <summary>A server of their own for tests of notifications, which ask again and again until they are told.</summary>
public sealed class NotificationServer() : BackendServer("Backend:GraphQL:Limits:CostPerMinute=1000000000")
{
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class NotificationCollection : ICollectionFixture<NotificationServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "notifications";
}
