namespace Pipeline.LocalHost;

/// <summary>What the command line asks of one run of the host.</summary>
/// <param name="AppFolder">Absolute path of the published app: the folder that holds host.json.</param>
/// <param name="Port">Loopback port of the host. Default 7071, as Core Tools.</param>
/// <param name="UseKeys">Whether function and master keys are demanded, as in Azure. Core Tools does not demand them.</param>
/// <param name="DataFolder">Folder for files of the host (keys, announced blobs); null: a folder of the user, one per app folder.</param>
internal sealed record HostOptions(string AppFolder, int Port = 7071, bool UseKeys = false, string? DataFolder = null);
