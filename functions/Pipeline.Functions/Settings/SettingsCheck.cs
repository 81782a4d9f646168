using System.Net;
using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Functions.Settings;

/// <summary>Says what is wrong with settings: one sentence each, that names the setting as it is written.</summary>
/// <remarks>Values that may hold a secret are never repeated.</remarks>
internal sealed class SettingsCheck(IFlowSchedule schedule)
{
    private const string Ingram = "Distributors__IngramMicro__";
    private const int ThumbprintDigits = 64;

    private readonly List<string> faults = [];

    public IReadOnlyList<string> Check(IngramMicroSettings ingram, StorageSettings storage, int maxNotificationBytes)
    {
        faults.Clear();
        CheckStorage(storage);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(ingram.TimeZone, out _))
        {
            Add($"{Ingram}TimeZone", $"'{ingram.TimeZone}' is no time zone; expected is one like Europe/Paris.");
        }

        CheckFeed($"{Ingram}Feeds__Price__", ingram.Feeds.Price);
        CheckFeed($"{Ingram}Feeds__Stock__", ingram.Feeds.Stock);
        CheckFeed($"{Ingram}Feeds__Category__", ingram.Feeds.Category);
        CheckServices($"{Ingram}Services__", ingram.Services);
        CheckPush($"{Ingram}Push__", ingram.Push);
        if (maxNotificationBytes is < 1024 or > 64 * 1024 * 1024)
        {
            Add("Notifications__MaxBodyBytes", $"is {maxNotificationBytes}; expected is 1024 (1 KiB) to 67108864 (64 MiB).");
        }

        return [.. faults];
    }

    private void CheckStorage(StorageSettings storage)
    {
        bool hasServices = storage is { BlobServiceUri: not null, QueueServiceUri: not null, TableServiceUri: not null };
        if (storage is { ConnectionString: null, AccountName: null } && !hasServices)
        {
            faults.Add("AzureWebJobsStorage is missing: set a connection string, or AzureWebJobsStorage__accountName.");
        }
    }

    private void CheckFeed(string prefix, FeedSettings feed)
    {
        if (feed.IsConfigured)
        {
            CheckUrl($"{prefix}Url", feed.Url!, "ftp", "ftpes", "ftps", "https", "http");
        }

        if (feed.Schedule is { Length: > 0 } expression && !schedule.IsValid(expression, out string? reason))
        {
            Add($"{prefix}Schedule", reason!);
        }

        CheckThumbprint($"{prefix}CertificateThumbprint", feed.CertificateThumbprint);
    }

    private void CheckServices(string prefix, ServicesSettings services)
    {
        if (services.Url is { Length: > 0 } url)
        {
            CheckUrl($"{prefix}Url", url, "https", "http");
        }

        if (services.Environment is not (null or "" or "test" or "production"))
        {
            Add($"{prefix}Environment", $"'{services.Environment}' is neither test nor production.");
        }

        if (services.CountryCode is { Length: > 0 } country && (country.Length != 2 || !country.All(char.IsAsciiLetter)))
        {
            Add($"{prefix}CountryCode", $"'{country}' is no country of two letters, such as FR.");
        }
    }

    private void CheckPush(string prefix, PushSettings push)
    {
        if (string.IsNullOrEmpty(push.BasicUserName) != string.IsNullOrEmpty(push.BasicPassword))
        {
            Add($"{prefix}BasicUserName", "and BasicPassword go together; one of them is missing.");
        }

        CheckThumbprint($"{prefix}CertificateThumbprint", push.CertificateThumbprint);
        CheckThumbprint($"{prefix}CertificateThumbprintNext", push.CertificateThumbprintNext);
        CheckNext($"{prefix}Key", push.Key, push.KeyNext);
        CheckNext($"{prefix}BasicPassword", push.BasicPassword, push.BasicPasswordNext);
        CheckNext($"{prefix}HmacSecret", push.HmacSecret, push.HmacSecretNext);
        CheckNext($"{prefix}CertificateThumbprint", push.CertificateThumbprint, push.CertificateThumbprintNext);
        if ($"{push.Key}{push.KeyNext}".Contains('/', StringComparison.Ordinal))
        {
            Add($"{prefix}Key", "holds a slash, but is one part of a path.");
        }

        foreach (string address in (push.AllowedAddresses ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPAddress.TryParse(address, out _) && !IPNetwork.TryParse(address, out _))
            {
                Add($"{prefix}AllowedAddresses", $"'{address}' is neither an address nor a network such as 10.0.0.0/8.");
            }
        }
    }

    // Half of a scheme is none: whoever wrote it expects a check that would not be made.
    private void CheckNext(string name, string? value, string? next)
    {
        if (string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(next))
        {
            Add($"{name}Next", "is set without the value it follows; move it there.");
        }
    }

    private void CheckUrl(string name, string text, params string[] schemes)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            Add(name, "is no address; expected is one like ftpes://ftp.example.com/PRICE.TXT.");
        }
        else if (url.Scheme == "sftp")
        {
            Add(name, "asks for SFTP, which is not there yet; use ftp://, ftpes://, ftps:// or https://.");
        }
        else if (!schemes.Contains(url.Scheme))
        {
            Add(name, $"has the scheme '{url.Scheme}'; expected is one of {string.Join(", ", schemes[..^1])}.");
        }
        else if (url.UserInfo.Length > 0)
        {
            Add(name, "holds credentials; put them into UserName and Password, since addresses are shown.");
        }
        else if (url.Scheme == "http" && !url.IsLoopback)
        {
            Add(name, "is clear-text HTTP, which is accepted for this machine only; use https://.");
        }
    }

    private void CheckThumbprint(string name, string? thumbprint)
    {
        string digits = new((thumbprint ?? "").Where(static character => character is not (':' or ' ')).ToArray());
        if (digits.Length > 0 && (digits.Length != ThumbprintDigits || !digits.All(char.IsAsciiHexDigit)))
        {
            Add(name, "is no SHA-256 of a certificate: 64 hexadecimal digits, colons allowed.");
        }
    }

    private void Add(string name, string sentence) => faults.Add($"{name} {sentence}");
}
