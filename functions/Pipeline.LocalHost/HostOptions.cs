using Pipeline.LocalHost.Faults;

namespace Pipeline.LocalHost;

/// <summary>What the command line asks of one run of the host.</summary>
internal sealed record HostOptions
{
    /// <summary>Absolute path of the published app: the folder that holds host.json.</summary>
    public required string AppFolder { get; init; }

    /// <summary>Loopback port of the host; 0 takes a free one. Default 7071, as Core Tools.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Whether function and master keys are demanded. Core Tools does not demand them.</summary>
    public bool UseKeys { get; init; }

    /// <summary>Connection string that replaces the setting AzureWebJobsStorage, for the host and the handler.</summary>
    public string? StorageConnection { get; init; }

    /// <summary>Folder for files of the host (keys); null: a folder of the user, one per app folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Host id in storage; null: derived from machine and app folder, stable between runs.</summary>
    public string? HostId { get; init; }

    /// <summary>Errors of the handler tolerated within 30 minutes (§1.7); null: no limit.</summary>
    public int? HandlerErrorLimit { get; init; } = 3;

    /// <summary>
    /// How long a received queue message stays invisible when the host dies; renewed while the function runs.
    /// The real host takes ten minutes, too long to wait for on a developer's machine.
    /// </summary>
    public TimeSpan QueueLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the containers of blob triggers are listed, in place of Event Grid's events.</summary>
    public TimeSpan BlobInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long running functions may go on after Ctrl-C before the handler is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take; null: what host.json says.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>What goes wrong on purpose, for tests; none.</summary>
    public IReadOnlyList<HostFault> Faults { get; init; } = [];
}
