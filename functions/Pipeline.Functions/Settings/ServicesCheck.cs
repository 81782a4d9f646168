using System.Net.Http.Headers;

namespace Pipeline.Functions.Settings;

/// <summary>Says what is wrong with the settings of a distributor's web services.</summary>
internal static class ServicesCheck
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void Check(string prefix, ServicesSettings services, SettingFaults faults)
    {
        CheckAddresses(prefix, services, faults);
        faults.CheckLetters($"{prefix}CountryCode", services.CountryCode, 2, "country of two letters, such as FR");
        faults.CheckLetters($"{prefix}Currency", services.Currency, 3, "currency of three letters, such as EUR");
        faults.CheckThumbprint($"{prefix}CertificateThumbprint", services.CertificateThumbprint);
        if (services.MinimumTls is not (null or "" or "1.2" or "1.3" or "system"))
        {
            faults.Add($"{prefix}MinimumTls", $"'{services.MinimumTls}' is none of 1.2, 1.3 and system.");
        }

        if (services.AllowRenegotiation is { Length: > 0 } allow && !bool.TryParse(allow, out _))
        {
            faults.Add($"{prefix}AllowRenegotiation", $"'{allow}' is neither true nor false.");
        }

        if (services.ContentType is { Length: > 0 } type && !MediaTypeHeaderValue.TryParse(type, out _))
        {
            faults.Add($"{prefix}ContentType", $"'{type}' is no content type such as text/xml; charset=utf-8.");
        }

        CheckHeaders(prefix, services, faults);
        _ = ReadRetries(prefix, services, faults);
        _ = ReadDeadline(prefix, services, faults);
        _ = ReadRetryPause(prefix, services, faults);
        _ = ReadPriceCache(prefix, services, faults);
    }

    public static int ReadRetries(string prefix, ServicesSettings services, SettingFaults faults) =>
        faults.ReadNumber($"{prefix}Retries", services.Retries, 3, 0, 10);

    public static TimeSpan ReadDeadline(string prefix, ServicesSettings services, SettingFaults faults) => faults.ReadDuration(
        $"{prefix}Deadline", services.Deadline, TimeSpan.FromSeconds(60), Second, TimeSpan.FromMinutes(10));

    public static TimeSpan ReadRetryPause(string prefix, ServicesSettings services, SettingFaults faults) => faults.ReadDuration(
        $"{prefix}RetryPause", services.RetryPause, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));

    public static TimeSpan ReadPriceCache(string prefix, ServicesSettings services, SettingFaults faults) => faults.ReadDuration(
        $"{prefix}PriceCache", services.PriceCache, TimeSpan.FromSeconds(60), TimeSpan.Zero, TimeSpan.FromHours(1));

    private static void CheckAddresses(string prefix, ServicesSettings services, SettingFaults faults)
    {
        if (services.Url is { Length: > 0 } url)
        {
            faults.CheckUrl($"{prefix}Url", url, "https", "http");
        }

        if (services.TestUrl is { Length: > 0 } testUrl)
        {
            faults.CheckUrl($"{prefix}TestUrl", testUrl, "https", "http");
        }

        if (services.Environment is not (null or "" or "test" or "production"))
        {
            faults.Add($"{prefix}Environment", $"'{services.Environment}' is neither test nor production.");
        }
        else if (services is { Environment: "production", TestUrl.Length: > 0, Url: null or "" })
        {
            faults.Add($"{prefix}Url", "is missing, although Environment is production and TestUrl is set.");
        }
    }

    private static void CheckHeaders(string prefix, ServicesSettings services, SettingFaults faults)
    {
        using HttpRequestMessage probe = new();
        foreach ((string name, string value) in services.Headers)
        {
            if (value.Length > 0 && (value.AsSpan().ContainsAny('\r', '\n') || !probe.Headers.TryAddWithoutValidation(name, value)))
            {
                faults.Add($"{prefix}Headers__{name}", "cannot be a header of a request.");
            }
        }
    }
}
