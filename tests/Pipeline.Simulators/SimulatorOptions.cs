using System.Globalization;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators;

/// <summary>Command line of the simulators.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The command line in one paragraph.</summary>
    public const string Usage =
        "Pipeline.Simulators --ftp-root DIR [--port N] [--seed S] [--rows N] [--hour-seconds N] [--start now|ISO-TIME]"
        + ServicesArguments.Usage + IntcomexArguments.Usage + MiraklArguments.Usage;

    /// <summary>Folder that the FTP server serves; each partner has a folder of its own below it.</summary>
    public required string FtpRoot { get; init; }

    /// <summary>Port of the control API on 127.0.0.1; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Real seconds that a simulated hour takes; 0, the default, lets the clock stand still.</summary>
    public double HourSeconds { get; init; }

    /// <summary>What Ingram Micro's files are made of. Rows 0, the default, means the samples.</summary>
    public required CatalogOptions IngramMicro { get; init; }

    /// <summary>Ingram Micro's live services: P&amp;A, orders, pushes.</summary>
    public required ServicesOptions IngramMicroServices { get; init; }

    /// <summary>Intcomex Web Services.</summary>
    public required IntcomexOptions Intcomex { get; init; }

    /// <summary>A Mirakl tenant.</summary>
    public required MiraklOptions Mirakl { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">No FTP root, or a value that cannot be read; the text names it.</exception>
    public static SimulatorOptions Read(IConfiguration arguments, TimeProvider clock)
    {
        CatalogOptions standard = new();
        CatalogOptions catalog = standard with
        {
            Seed = Number(arguments, "seed", standard.Seed),
            Rows = Number(arguments, "rows", 0),
            Start = Start(arguments["start"], standard.Start, clock),
        };
        return new SimulatorOptions
        {
            FtpRoot = arguments["ftp-root"] ?? throw new FormatException($"--ftp-root is missing. Usage: {Usage}"),
            Port = Number(arguments, "port", 0),
            HourSeconds = Number(arguments, "hour-seconds", 0.0),
            IngramMicro = catalog,
            IngramMicroServices = ServicesArguments.Read(arguments, catalog),
            Intcomex = IntcomexArguments.Read(arguments),
            Mirakl = MiraklArguments.Read(arguments),
        };
    }

    private static T Number<T>(IConfiguration arguments, string name, T usual)
        where T : IParsable<T>
    {
        if (arguments[name] is not string text)
        {
            return usual;
        }

        return T.TryParse(text, CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw new FormatException($"--{name}: '{text}' is not a number. Usage: {Usage}");
    }

    // "now": the first price file is about four hours old, so that age guards with the real clock accept it.
    private static DateTimeOffset Start(string? text, DateTimeOffset usual, TimeProvider clock)
    {
        if (text == "now")
        {
            DateTimeOffset now = clock.GetUtcNow();
            return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(-4);
        }

        return text is null ? usual : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
