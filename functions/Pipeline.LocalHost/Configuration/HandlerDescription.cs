namespace Pipeline.LocalHost.Configuration;

/// <summary>The section <c>customHandler</c> of host.json.</summary>
internal sealed record HandlerDescription
{
    /// <summary>Executable: a file of the app folder, else one on PATH. May hold <c>%SETTING%</c>.</summary>
    public required string Executable { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Relative to the app folder; empty for the app folder itself.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Fixed port of the handler; 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>How long the handler may take to open its port. Default 30 seconds (§1.1).</summary>
    public required TimeSpan StartLimit { get; init; }

    public required bool ProxiesHttp { get; init; }

    public required bool ForwardsHttp { get; init; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="HostStartException"><c>description.defaultExecutablePath</c> is missing.</exception>
    public static HandlerDescription Read(JsonSection section)
    {
        JsonSection description = section.Section("description");
        string executable = description.Text("defaultExecutablePath")
            ?? throw new HostStartException(
                "host.json: customHandler.description.defaultExecutablePath is missing. "
                + "LocalHost runs custom handlers only.");
        return new HandlerDescription
        {
            Executable = executable,
            Arguments = description.Texts("arguments"),
            WorkingDirectory = description.Text("workingDirectory") ?? string.Empty,
            Port = section.Number("port", 0),
            StartLimit = section.Duration("initializationTimeout", TimeSpan.FromSeconds(30)),
            ProxiesHttp = section.Flag("enableProxyingHttpRequest"),
            ForwardsHttp = section.Flag("enableForwardingHttpRequest"),
        };
    }
}
