using System.Globalization;
using System.Net;
using System.Text.Json;
using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Pushes;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>Command line of the services; each argument begins with <c>--ingram-</c>.</summary>
internal static class ServicesArguments
{
    public const string Usage =
        " [--ingram-user U] [--ingram-password P] [--ingram-country FR|NL|BE|LU] [--ingram-account A] [--ingram-step-seconds N]"
        + " [--ingram-duplicates reject|accept-twice|same-acknowledgement] [--ingram-decimal-commas prices|never|everywhere]"
        + " [--ingram-stock-decides true|false] [--ingram-postback URL] [--ingram-push-key K] [--ingram-push-user U] [--ingram-push-password P]"
        + " [--ingram-push-hmac S] [--ingram-push-from ADDRESS] [--ingram-faults JSON-ARRAY]";

    /// <summary>Reads the command line; the articles are those of the price file that is served beside.</summary>
    /// <exception cref="FormatException">A value cannot be read; the text names it.</exception>
    public static ServicesOptions Read(IConfiguration arguments, CatalogOptions catalog)
    {
        ServicesOptions usual = new();
        return usual with
        {
            UserName = arguments["ingram-user"] ?? usual.UserName,
            Password = arguments["ingram-password"] ?? usual.Password,
            CountryCode = arguments["ingram-country"] ?? usual.CountryCode,
            AccountNumber = arguments["ingram-account"] ?? usual.AccountNumber,
            Articles = catalog.Rows > 0 ? ArticleList.Generated(catalog) : ArticleList.Samples,
            Seed = catalog.Seed,
            Delays = arguments["ingram-step-seconds"] is { } seconds
                ? ServiceDelays.Each(TimeSpan.FromSeconds(Parse("ingram-step-seconds", seconds, text => double.Parse(text, CultureInfo.InvariantCulture))))
                : usual.Delays,
            DuplicateOrders = Name(arguments, "ingram-duplicates", usual.DuplicateOrders),
            DecimalCommas = Name(arguments, "ingram-decimal-commas", usual.DecimalCommas),
            StockDecides = arguments["ingram-stock-decides"] is { } decides && Parse("ingram-stock-decides", decides, bool.Parse),
            Push = new PushOptions
            {
                Url = arguments["ingram-postback"] is { } url ? Parse("ingram-postback", url, text => new Uri(text, UriKind.Absolute)) : null,
                Key = arguments["ingram-push-key"],
                BasicUserName = arguments["ingram-push-user"],
                BasicPassword = arguments["ingram-push-password"],
                HmacSecret = arguments["ingram-push-hmac"],
                SourceAddress = arguments["ingram-push-from"] is { } source ? Parse("ingram-push-from", source, IPAddress.Parse) : null,
            },
            Faults = arguments["ingram-faults"] is { } faults
                ? Parse("ingram-faults", faults, text => JsonSerializer.Deserialize<List<FaultSwitch>>(text, ServicesJson.Options) ?? [])
                : [],
        };
    }

    private static T Name<T>(IConfiguration arguments, string name, T usual)
        where T : struct, Enum => arguments[name] is { } text
            ? Parse(name, text, given => JsonSerializer.Deserialize<T>($"\"{given}\"", ServicesJson.Options))
            : usual;

    private static T Parse<T>(string name, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or JsonException)
        {
            throw new FormatException($"--{name}: '{text}' cannot be read. Usage: {SimulatorOptions.Usage}", unreadable);
        }
    }
}
