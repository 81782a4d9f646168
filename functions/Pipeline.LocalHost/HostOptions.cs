namespace Pipeline.LocalHost;

/// <summary>What the command line asks of one run of the host.</summary>
internal sealed record HostOptions
{
    /// <summary>Absolute path of the published app: the folder that holds host.json.</summary>
    public required string AppFolder { get; init; }

    /// <summary>Loopback port of the host. Default 7071, as Core Tools.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Whether function and master keys are demanded, as in Azure. Core Tools does not demand them.</summary>
    public bool UseKeys { get; init; }

    /// <summary>Folder for files of the host (keys, announced blobs); null: a folder of the user, one per app folder.</summary>
    public string? DataFolder { get; init; }
}
