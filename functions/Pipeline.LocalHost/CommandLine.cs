using System.Globalization;

namespace Pipeline.LocalHost;

/// <summary>Reads the command line into <see cref="HostOptions"/>.</summary>
internal static class CommandLine
{
    /// <summary>The text printed for <c>--help</c> and after a wrong command line.</summary>
    public static readonly string Usage = $"""
        {typeof(CommandLine).Assembly.GetName().Name} <publish-folder> [options]

        Runs a published isolated worker app on this machine as the Azure Functions host does, with the app's own
        extensions. Settings: the environment, completed by "Values" in local.settings.json of the folder.

          --port N      port on 127.0.0.1 (default 7071)
          --data DIR    folder for the host's own files: keys, and which blobs were announced
          --keys        demand function keys; they are in keys.json of the data folder
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="HostStartException">An option is unknown, incomplete or unreadable.</exception>
    public static HostOptions Read(IReadOnlyList<string> arguments)
    {
        HostOptions options = new(string.Empty);
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            options = argument switch
            {
                "--port" => options with { Port = Port(Next(argument, rest)) },
                "--data" => options with { DataFolder = Path.GetFullPath(Next(argument, rest)) },
                "--keys" => options with { UseKeys = true },
                _ when argument.StartsWith('-') => throw new HostStartException($"Unknown option '{argument}'.\n\n{Usage}"),
                _ when options.AppFolder.Length == 0 => options with { AppFolder = Path.GetFullPath(argument) },
                _ => throw new HostStartException($"One publish folder is enough; unexpected '{argument}'."),
            };
        }

        return options.AppFolder.Length > 0
            ? options
            : throw new HostStartException($"The publish folder is missing.\n\n{Usage}");
    }

    private static string Next(string option, Queue<string> rest) =>
        rest.TryDequeue(out string? value) ? value : throw new HostStartException($"Option '{option}' needs a value.");

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is > 0 and <= ushort.MaxValue
            ? value
            : throw new HostStartException($"Option '--port' needs a number from 1 to {ushort.MaxValue}, not '{text}'.");
}
