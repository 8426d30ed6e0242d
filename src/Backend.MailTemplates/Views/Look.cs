namespace Backend.MailTemplates.Views;

/// <summary>The styles of mails. They stand on the elements, because many mailboxes drop style sheets; dark colours are an extra for those that do not.</summary>
internal static class Look
{
    public const string Font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
    public const string Monospace = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";
    public const string Page = $"margin:0;padding:0;background:#f3f4f6;color:#1f2328;font-family:{Font};font-size:16px;line-height:24px;-webkit-text-size-adjust:100%";
    public const string Hidden = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all";
    public const string Card = "background:#ffffff;border:1px solid #e1e4e8;border-radius:10px";
    public const string Top = "padding:0 4px 12px;color:#59636e;font-size:13px;line-height:20px";
    public const string Body = "padding:28px 32px 20px";
    public const string Title = "margin:0;font-size:22px;line-height:29px;font-weight:600;color:#1f2328;word-break:break-word";
    public const string Subtitle = "margin:0;font-size:17px;line-height:24px;font-weight:600;color:#1f2328;word-break:break-word";
    public const string Muted = "color:#59636e;font-size:13px;line-height:20px";
    public const string Key = $"margin:0 0 4px;color:#59636e;font-size:13px;line-height:20px;font-weight:600;letter-spacing:.02em";
    public const string Paragraph = "margin:12px 0 0;word-break:break-word";
    public const string Entry = "margin:18px 0 0;word-break:break-word";
    public const string Said = "margin:8px 0 0;padding:12px 14px 4px;background:#f6f8fa;border:1px solid #e1e4e8;border-radius:8px;font-size:15px;line-height:23px;word-break:break-word";
    public const string Rule = "margin:22px 0 0;border:0;border-top:1px solid #e1e4e8";
    public const string Link = "color:#0b57d0;text-decoration:underline";
    public const string TitleLink = "color:#1f2328;text-decoration:none";
    public const string Button = "display:inline-block;padding:10px 18px;border-radius:8px;background:#0b57d0;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none";
    public const string Foot = "padding:16px 4px 0;color:#59636e;font-size:13px;line-height:20px";
    public const string FootLink = "color:#59636e;text-decoration:underline";

    // What is on the elements would win without it.
    public const string Sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 480px) { .body { padding: 22px 20px 16px !important; } .edge { padding: 16px 10px !important; } }
        @media (prefers-color-scheme: dark) {
          .page { background: #14171b !important; color: #e6e9ed !important; }
          .card { background: #1d2126 !important; border-color: #343a42 !important; }
          .title { color: #f2f4f7 !important; }
          .muted { color: #a3acb8 !important; }
          .said { background: #252a31 !important; border-color: #343a42 !important; }
          .rule, .quote { border-color: #343a42 !important; }
          .code { background: #2f353d !important; }
          .link { color: #8ab4f8 !important; }
          .button { background: #8ab4f8 !important; color: #14171b !important; }
        }
        """;
}
