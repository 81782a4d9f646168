using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>How this process was started. Source: functions-custom-handler.md §1.1.</summary>
/// <param name="IsHandler">True when the Functions host started the process; false when it stands alone.</param>
/// <param name="Port">Port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="AppRoot">Folder of host.json.</param>
internal sealed record HandlerSettings(bool IsHandler, int Port, string AppRoot)
{
    private const int StandalonePort = 7071;

    /// <summary>Reads the host's variables, then <c>--port</c>.</summary>
    /// <exception cref="FormatException">The port is no number from 0 to 65535.</exception>
    public static HandlerSettings Read(string[] args, Func<string, string?> variable)
    {
        string root = variable("FUNCTIONS_APP_ROOT_PATH") is { Length: > 0 } path ? path : AppContext.BaseDirectory;
        string? hostPort = variable("FUNCTIONS_CUSTOMHANDLER_PORT") ?? variable("FUNCTIONS_HTTPWORKER_PORT");
        if (hostPort is { Length: > 0 })
        {
            return new HandlerSettings(true, ParsePort(hostPort), root);
        }

        int at = Array.IndexOf(args, "--port");
        return new HandlerSettings(
            false, at >= 0 && at + 1 < args.Length ? ParsePort(args[at + 1]) : StandalonePort, root);
    }

    private static int ParsePort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw new FormatException($"The port '{text}' is no number from 0 to 65535.");
}
