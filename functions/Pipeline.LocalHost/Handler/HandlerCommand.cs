using System.Globalization;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Handler;

/// <summary>How the handler of an app is started (functions-custom-handler.md §1.1, §1.8).</summary>
internal sealed record HandlerCommand(
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    string AppFolder,
    IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Finds the executable and expands settings in it and its arguments.</summary>
    /// <exception cref="HostStartException">The executable is neither in the app folder nor on PATH.</exception>
    public static HandlerCommand Create(HandlerDescription description, string appFolder, AppSettings settings)
    {
        string executable = Find(settings.Expand(description.Executable), appFolder)
            ?? throw new HostStartException(
                $"host.json names the executable '{description.Executable}', but there is no such file in "
                + $"{appFolder} or on PATH. Was the app published?");
        string workingDirectory = Path.GetFullPath(description.WorkingDirectory, appFolder);
        return new HandlerCommand(
            executable, [.. description.Arguments.Select(settings.Expand)], workingDirectory, appFolder, settings.Added);
    }

    /// <summary>What is set in addition to the inherited environment.</summary>
    /// <remarks>
    /// <c>ASPNETCORE_URLS</c> is poisoned as the real container does it: a handler that relies on it listens at the
    /// wrong place here too, and not only in the cloud.
    /// </remarks>
    public IEnumerable<KeyValuePair<string, string>> EnvironmentFor(int port)
    {
        string portText = port.ToString(CultureInfo.InvariantCulture);
        string workerId = Guid.NewGuid().ToString();
        return Settings.Concat(new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://+:80",
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = portText,
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = workerId,
            ["FUNCTIONS_HTTPWORKER_PORT"] = portText,
            ["FUNCTIONS_HTTPWORKER_ID"] = workerId,
            ["FUNCTIONS_APP_ROOT_PATH"] = AppFolder,
        });
    }

    /// <summary>The full path of a program on PATH; null when there is none.</summary>
    public static string? OnPath(string name)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static string? Find(string name, string appFolder)
    {
        string own = Path.GetFullPath(name, appFolder);
        if (File.Exists(own))
        {
            MakeExecutable(own);
            return own;
        }

        return OnPath(name);
    }

    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }
}
