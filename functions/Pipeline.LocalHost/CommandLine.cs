using System.Globalization;
using Pipeline.LocalHost.Faults;

namespace Pipeline.LocalHost;

/// <summary>Reads the command line into <see cref="HostOptions"/>.</summary>
internal static class CommandLine
{
    /// <summary>The text printed for <c>--help</c> and after a wrong command line.</summary>
    public const string Usage = """
        Pipeline.LocalHost <app-folder> [options]

        Plays the Azure Functions host for a custom handler on this machine. Storage: AzureWebJobsStorage from the
        environment or from "Values" in local.settings.json of the app folder.

          --port N               port on 127.0.0.1 (default 7071; 0: any free port)
          --keys                 demand function keys; they are kept in the data folder and printed
          --data-connection S    connection string in place of AzureWebJobsStorage, e.g. UseDevelopmentStorage=true
          --data DIR             folder for the host's own files
          --host-id ID           id of this host in storage (default: from machine and app folder)
          --handler-errors N     crashes of the handler tolerated in 30 minutes (default 3), or "unlimited"
          --queue-lease T        hh:mm:ss a message stays hidden after a crash of the host (default 00:00:30)
          --blob-interval T      hh:mm:ss between listings of blob trigger containers (default 00:00:01)
          --stop-grace T         hh:mm:ss running functions may take after Ctrl-C (default 00:00:10)
          --function-timeout T   hh:mm:ss a call may take, in place of functionTimeout in host.json

        For tests, to see what becomes of the work; may be given several times:

          --fault KIND:FUNCTION[:N]   lets the Nth call (default: the first) of a function go wrong, once. Kinds:
            kill        the handler is killed while the call runs
            kill-done   the handler is killed when the work is done; the answer is lost
            exit-0      the handler ends with exit code 0 during the call and is never started again
            exit-1      the handler ends with exit code 1 during the call
            drop        the work is done, the connection breaks before the answer
            delay       the work is done, the answer stays out until the function timeout has passed
            twice       the call is made twice, the second answer counts
            duplicate   an activity's result is given to its orchestration twice
            late        an activity's result is given once more two seconds later
            history     an orchestrator's turn carries 31 MB of history
        Functions behind proxied HTTP requests are not among the calls.
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="HostStartException">An option is unknown, incomplete or unreadable.</exception>
    public static HostOptions Read(IReadOnlyList<string> arguments)
    {
        HostOptions options = new() { AppFolder = string.Empty };
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? argument))
        {
            options = argument switch
            {
                "--port" => options with { Port = Number(argument, rest) },
                "--keys" => options with { UseKeys = true },
                "--data-connection" => options with { StorageConnection = Next(argument, rest) },
                "--data" => options with { DataFolder = Path.GetFullPath(Next(argument, rest)) },
                "--host-id" => options with { HostId = Next(argument, rest) },
                "--handler-errors" => options with { HandlerErrorLimit = Limit(argument, rest) },
                "--queue-lease" => options with { QueueLease = Duration(argument, rest) },
                "--blob-interval" => options with { BlobInterval = Duration(argument, rest) },
                "--stop-grace" => options with { StopGrace = Duration(argument, rest) },
                "--function-timeout" => options with { FunctionTimeout = Duration(argument, rest) },
                "--fault" => options with { Faults = [.. options.Faults, HostFault.Parse(Next(argument, rest))] },
                _ when argument.StartsWith('-') =>
                    throw new HostStartException($"Unknown option '{argument}'.\n\n{Usage}"),
                _ when options.AppFolder.Length == 0 => options with { AppFolder = Path.GetFullPath(argument) },
                _ => throw new HostStartException($"One app folder is enough; unexpected '{argument}'."),
            };
        }

        return options.AppFolder.Length > 0
            ? options
            : throw new HostStartException($"The app folder is missing.\n\n{Usage}");
    }

    private static string Next(string option, Queue<string> rest) =>
        rest.TryDequeue(out string? value)
            ? value
            : throw new HostStartException($"Option '{option}' needs a value.");

    private static int Number(string option, Queue<string> rest)
    {
        string text = Next(option, rest);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new HostStartException($"Option '{option}' needs a whole number, not '{text}'.");
    }

    private static int? Limit(string option, Queue<string> rest) =>
        rest.TryPeek(out string? text) && string.Equals(text, "unlimited", StringComparison.Ordinal)
            ? Unlimited(rest)
            : Number(option, rest);

    private static int? Unlimited(Queue<string> rest)
    {
        rest.Dequeue();
        return null;
    }

    private static TimeSpan Duration(string option, Queue<string> rest)
    {
        string text = Next(option, rest);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value > TimeSpan.Zero
            ? value
            : throw new HostStartException($"Option '{option}' needs hh:mm:ss above zero, not '{text}'.");
    }
}
