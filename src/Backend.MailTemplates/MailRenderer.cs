using Backend.MailTemplates.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Backend.MailTemplates;

/// <summary>Renders mails by their templates. What people wrote is encoded, whatever it is.</summary>
/// <param name="services">The services of the templates, which need none.</param>
/// <param name="loggers">Logs of the templates.</param>
public sealed class MailRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>Renders a mail.</summary>
    /// <exception cref="ArgumentException">There is no template for it.</exception>
    public async Task<RenderedMail> RenderAsync(MailModel mail, MailReader reader)
    {
        var view = mail switch
        {
            IssueMail => typeof(IssueMailView),
            DigestMail => typeof(DigestMailView),
            ServiceMail => typeof(ServiceMailView),
            TestMail => typeof(TestMailView),
            _ => throw new ArgumentException($"There is no template for {mail.GetType().Name}.", nameof(mail)),
        };
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Mail"] = mail, ["Reader"] = reader });
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(view, parameters)).ToHtmlString());
        return new RenderedMail(MailSubject.Of(mail), html, MailText.Of(mail, reader));
    }
}
