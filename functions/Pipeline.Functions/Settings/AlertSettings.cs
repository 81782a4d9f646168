using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pipeline.Partners.Alerts;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>Settings of alerts: <c>Alerts__*</c>. Without them nobody is told, and the pages show all the same.</summary>
public sealed partial class AlertSettings : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Alerts";

    private const string Mail = @"[^@\s,;<>]+@[^@\s,;<>]+";
    private const string WebsiteHost = "WEBSITE_HOSTNAME";

    /// <summary>Who gets mail: addresses with commas between; null for no mail.</summary>
    [Form($@"\s*{Mail}\s*(,\s*{Mail}\s*)*", "is no list of mail addresses with commas between.")]
    public string? MailTo { get; set; }

    /// <summary>The sender's address.</summary>
    [Form(Mail, "is no mail address.")]
    public string? MailFrom { get; set; }

    /// <summary>The mail server, <c>smtp://user:password@host:587</c> or <c>smtps://</c>; a secret.</summary>
    public string? SmtpUrl { get; set; }

    /// <summary>Where digests are posted as adaptive cards, HTTPS; a secret. Null for no webhook.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>Where the pages of the app are, for the links; null is the host's own name, and this machine elsewhere.</summary>
    [Address("https")]
    public string? PageUrl { get; set; }

    /// <summary>Whether the webhook may be inside the network; null is false. For tests on this machine.</summary>
    [Form("true|false", "is neither true nor false.")]
    public string? AllowPrivateAddresses { get; set; }

    /// <summary>Whether the webhook may be inside the network.</summary>
    public bool AllowsPrivate => AllowPrivateAddresses.Given() is "true";

    /// <summary>The mail server with addresses; null when no mail is wanted.</summary>
    public MailAlertOptions? MailOptions => MailTo.Given() is { } to ? new MailAlertOptions(new Uri(SmtpUrl.Given()!), MailFrom.Given()!, to) : null;

    /// <summary>The webhook; null when none is wanted.</summary>
    public Uri? Webhook => WebhookUrl.Given() is { } url ? new Uri(url) : null;

    /// <summary>Where the pages are.</summary>
    public Uri Page => PageUrl.Given() is { } url ? new Uri(url)
        : Environment.GetEnvironmentVariable(WebsiteHost) is { Length: > 0 } host && !host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? new Uri($"https://{host}")
        : new Uri("http://127.0.0.1:7071");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MailTo.Given() is not null && MailFrom.Given() is null)
        {
            yield return validationContext.FaultOf(nameof(MailFrom), "is missing, and mail is to be sent.");
        }

        if (MailTo.Given() is not null && SmtpUrl.Given() is null)
        {
            yield return validationContext.FaultOf(nameof(SmtpUrl), "is missing, and mail is to be sent.");
        }

        // The texts hold secrets and are not shown.
        if (SmtpUrl.Given() is { } smtp && !(Uri.TryCreate(smtp, UriKind.Absolute, out Uri? server) && server is { Scheme: "smtp" or "smtps", Host.Length: > 0 }))
        {
            yield return validationContext.FaultOf(nameof(SmtpUrl), "is no address; expected is one like smtp://user:password@host:587.");
        }

        if (WebhookUrl.Given() is { } hook && !(Uri.TryCreate(hook, UriKind.Absolute, out Uri? target)
            && (target.Scheme == Uri.UriSchemeHttps || (AllowsPrivate && target is { Scheme: "http", IsLoopback: true }))))
        {
            yield return validationContext.FaultOf(nameof(WebhookUrl), "is no address of HTTPS.");
        }
    }

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<AlertSettings>;
}
