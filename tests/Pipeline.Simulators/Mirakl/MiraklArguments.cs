using System.Globalization;
using System.Text.Json;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Mirakl;

/// <summary>Command line of the Mirakl tenant; each argument begins with <c>--mirakl-</c>.</summary>
internal static class MiraklArguments
{
    public const string Usage =
        " [--mirakl-key K] [--mirakl-step-seconds N] [--mirakl-limit-factor N] [--mirakl-shipments true|false] [--mirakl-stock-imports true|false]"
        + " [--mirakl-sample-products true|false] [--mirakl-noise SEED] [--mirakl-faults JSON-ARRAY]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">A value cannot be read; the text names it.</exception>
    public static MiraklOptions Read(IConfiguration arguments)
    {
        MiraklOptions usual = new();
        return usual with
        {
            Key = arguments["mirakl-key"] ?? usual.Key,
            Pace = Value(arguments, "step-seconds", text => TenantPace.Each(TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture)))) ?? usual.Pace,
            LimitFactor = arguments["mirakl-limit-factor"] is null ? usual.LimitFactor : Value(arguments, "limit-factor", text => double.Parse(text, CultureInfo.InvariantCulture)),
            HasShipments = Value(arguments, "shipments", bool.Parse),
            HasStockAndPriceImports = Value(arguments, "stock-imports", bool.Parse),
            HasSampleProducts = arguments["mirakl-sample-products"] is null || Value(arguments, "sample-products", bool.Parse),
            NoiseSeed = Value(arguments, "noise", text => (int?)int.Parse(text, CultureInfo.InvariantCulture)),
            Faults = Value(arguments, "faults", text => JsonSerializer.Deserialize<List<MiraklFaultSwitch>>(text, MiraklEndpoints.Json)) ?? [],
        };
    }

    private static T? Value<T>(IConfiguration arguments, string name, Func<string, T> parse)
    {
        if (arguments[$"mirakl-{name}"] is not { } text)
        {
            return default;
        }

        try
        {
            return parse(text);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw new FormatException($"--mirakl-{name}: '{text}' cannot be read. Usage: {SimulatorOptions.Usage}", unreadable);
        }
    }
}
