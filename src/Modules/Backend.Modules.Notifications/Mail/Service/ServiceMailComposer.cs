using System.Text.Json;
using Backend.Contracts.Notifications;
using Backend.Contracts.Workspaces;
using Backend.MailTemplates;

namespace Backend.Modules.Notifications.Mail.Service;

/// <summary>Says what was to be said when the mail was asked for, to whoever is still a member.</summary>
internal sealed class ServiceMailComposer(IWorkspaceDirectory workspaces) : IMailComposer
{
    public bool Composes(EmailKind kind) => kind == EmailKind.Service;

    public async Task<IReadOnlyDictionary<Guid, MailContent?>> ComposeAsync(IReadOnlyList<DueMail> mails, CancellationToken cancellationToken)
    {
        var workspace = await workspaces.DescribeAsync(cancellationToken);
        var members = await workspaces.FilterMembersAsync([.. mails.Select(mail => mail.Recipient.Id).Distinct()], cancellationToken);
        return mails.ToDictionary(
            mail => mail.Delivery.Id,
            mail => members.Contains(mail.Recipient.Id) && mail.Delivery.Content is { } content ? Write(workspace.Name, JsonSerializer.Deserialize<ServiceNotice>(content)!) : null);
    }

    public Task OnSentAsync(IReadOnlyList<SentMail> mails, CancellationToken cancellationToken) => Task.CompletedTask;

    private static MailContent Write(string workspace, ServiceNotice notice) => new(new ServiceMail
    {
        WorkspaceName = workspace,
        Title = notice.Title,
        Paragraphs = notice.Paragraphs,
        Link = notice is { LinkText: { } text, LinkUrl: { } url } ? new MailLink(text, url) : null,
    });
}
