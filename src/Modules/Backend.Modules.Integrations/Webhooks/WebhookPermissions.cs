namespace Backend.Modules.Integrations.Webhooks;

/// <summary>What may be done with webhooks.</summary>
internal static class WebhookPermissions
{
    /// <summary>Everything: seeing, setting up, pausing and deleting them, and sending again.</summary>
    public const string Manage = "webhook:manage";
}
