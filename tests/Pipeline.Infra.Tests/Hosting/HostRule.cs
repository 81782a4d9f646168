namespace Pipeline.Infra.Tests.Hosting;

/// <summary>A rule of the Functions host, restated.</summary>
/// <param name="Name">What must hold, as a short sentence.</param>
/// <param name="Source">
/// Where the rule comes from: a file of Azure/azure-functions-host (HOST, read at 89dc438d4) or azure-functions-dotnet-worker
/// (WORKER), a class of an extension, a page of Microsoft's documentation, or why this app wants it.
/// </param>
/// <param name="Findings">One sentence per breach.</param>
internal sealed record HostRule(string Name, string Source, Func<HostFolder, IEnumerable<string>> Findings);
