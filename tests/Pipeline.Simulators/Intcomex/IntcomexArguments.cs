using System.Globalization;
using System.Text.Json;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex;

/// <summary>Command line of Intcomex Web Services; each argument begins with <c>--intcomex-</c>.</summary>
internal static class IntcomexArguments
{
    public const string Usage =
        " [--intcomex-api-key K] [--intcomex-access-key K] [--intcomex-products N] [--intcomex-step-seconds N] [--intcomex-cadence-seconds N]"
        + " [--intcomex-credit N] [--intcomex-https true|false] [--intcomex-callers ADDRESS,...] [--intcomex-faults JSON-ARRAY]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">A value cannot be read; the text names it.</exception>
    public static IntcomexOptions Read(IConfiguration arguments)
    {
        IntcomexOptions usual = new();
        return usual with
        {
            ApiKey = arguments["intcomex-api-key"] ?? usual.ApiKey,
            AccessKey = arguments["intcomex-access-key"] ?? usual.AccessKey,
            Products = Value(arguments, "products", text => ProductList.Generated(int.Parse(text, CultureInfo.InvariantCulture))) ?? usual.Products,
            Pace = Value(arguments, "step-seconds", text => OrderPace.Each(Seconds(text))) ?? usual.Pace,
            Cadence = arguments["intcomex-cadence-seconds"] is null ? usual.Cadence : Value(arguments, "cadence-seconds", Seconds),
            Credit = arguments["intcomex-credit"] is null ? usual.Credit : Value(arguments, "credit", text => decimal.Parse(text, CultureInfo.InvariantCulture)),
            RequiresHttps = Value(arguments, "https", bool.Parse),
            CallerAddresses = Value(arguments, "callers", text => text.Split(',')),
            Faults = Value(arguments, "faults", text => JsonSerializer.Deserialize<List<IwsFaultSwitch>>(text, IntcomexEndpoints.Json)) ?? [],
        };
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static T? Value<T>(IConfiguration arguments, string name, Func<string, T> parse)
    {
        if (arguments[$"intcomex-{name}"] is not { } text)
        {
            return default;
        }

        try
        {
            return parse(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw new FormatException($"--intcomex-{name}: '{text}' cannot be read. Usage: {SimulatorOptions.Usage}", unreadable);
        }
    }
}
