using System.Net;
using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Functions.Settings;

/// <summary>Says what is wrong with settings: one sentence each, that names the setting as it is written.</summary>
/// <remarks>Values that may hold a secret are never repeated.</remarks>
internal sealed class SettingsCheck(IFlowSchedule schedule, SettingFaults faults)
{
    private const string Ingram = "Distributors__IngramMicro__";
    private const string VaultReference = "@Microsoft.KeyVault(";

    /// <summary>Refuses settings whose value is still a reference to Key Vault.</summary>
    /// <remarks>
    /// The platform puts the secret in its place before the app starts; where it cannot, the reference itself arrives
    /// (functions-custom-handler.md §6.4), and would be sent to a partner as if it were the password.
    /// </remarks>
    public static void CheckReferences(IConfiguration configuration, SettingFaults faults)
    {
        foreach (string key in configuration.AsEnumerable()
            .Where(static setting => setting.Value?.TrimStart().StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase) == true)
            .Select(static setting => setting.Key)
            .Order(StringComparer.Ordinal))
        {
            faults.Add(
                key.Replace(":", "__", StringComparison.Ordinal),
                "is a reference to Key Vault that was not resolved: the secret is missing, or the app may not read it.");
        }
    }

    public void Check(IngramMicroSettings ingram, StorageSettings storage, int maxNotificationBytes)
    {
        CheckStorage(storage);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(ingram.TimeZone, out _))
        {
            faults.Add($"{Ingram}TimeZone", $"'{ingram.TimeZone}' is no time zone; expected is one like Europe/Paris.");
        }

        CheckFeed($"{Ingram}Feeds__Price__", ingram.Feeds.Price);
        CheckFeed($"{Ingram}Feeds__Stock__", ingram.Feeds.Stock);
        CheckFeed($"{Ingram}Feeds__Category__", ingram.Feeds.Category);
        ServicesCheck.Check($"{Ingram}Services__", ingram.Services, faults);
        CheckPush($"{Ingram}Push__", ingram.Push);
        if (maxNotificationBytes is < 1024 or > 16 * 1024 * 1024)
        {
            faults.Add("Notifications__MaxBodyBytes", $"is {maxNotificationBytes}; expected is 1024 (1 KiB) to 16777216 (16 MiB).");
        }
    }

    private void CheckStorage(StorageSettings storage)
    {
        bool hasServices = storage is { BlobServiceUri: not null, QueueServiceUri: not null, TableServiceUri: not null };
        if (storage is { ConnectionString: null, AccountName: null } && !hasServices)
        {
            faults.Add("AzureWebJobsStorage", "is missing: set a connection string, or AzureWebJobsStorage__accountName.");
        }
    }

    private void CheckFeed(string prefix, FeedSettings feed)
    {
        if (feed.IsConfigured)
        {
            faults.CheckUrl($"{prefix}Url", feed.Url!, "ftp", "ftpes", "ftps", "https", "http");
        }

        if (feed.Schedule is { Length: > 0 } expression && !schedule.IsValid(expression, out string? reason))
        {
            faults.Add($"{prefix}Schedule", reason!);
        }

        faults.CheckThumbprint($"{prefix}CertificateThumbprint", feed.CertificateThumbprint);
    }

    private void CheckPush(string prefix, PushSettings push)
    {
        if (string.IsNullOrEmpty(push.BasicUserName) != string.IsNullOrEmpty(push.BasicPassword))
        {
            faults.Add($"{prefix}BasicUserName", "and BasicPassword go together; one of them is missing.");
        }

        faults.CheckThumbprint($"{prefix}CertificateThumbprint", push.CertificateThumbprint);
        faults.CheckThumbprint($"{prefix}CertificateThumbprintNext", push.CertificateThumbprintNext);
        CheckNext($"{prefix}Key", push.Key, push.KeyNext);
        CheckNext($"{prefix}BasicPassword", push.BasicPassword, push.BasicPasswordNext);
        CheckNext($"{prefix}HmacSecret", push.HmacSecret, push.HmacSecretNext);
        CheckNext($"{prefix}CertificateThumbprint", push.CertificateThumbprint, push.CertificateThumbprintNext);
        if ($"{push.Key}{push.KeyNext}".Contains('/', StringComparison.Ordinal))
        {
            faults.Add($"{prefix}Key", "holds a slash, but is one part of a path.");
        }

        foreach (string address in (push.AllowedAddresses ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPAddress.TryParse(address, out _) && !IPNetwork.TryParse(address, out _))
            {
                faults.Add($"{prefix}AllowedAddresses", $"'{address}' is neither an address nor a network such as 10.0.0.0/8.");
            }
        }
    }

    // Half of a scheme is none: whoever wrote it expects a check that would not be made.
    private void CheckNext(string name, string? value, string? next)
    {
        if (string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(next))
        {
            faults.Add($"{name}Next", "is set without the value it follows; move it there.");
        }
    }
}
