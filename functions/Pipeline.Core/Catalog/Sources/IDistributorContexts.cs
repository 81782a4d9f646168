namespace Pipeline.Core.Catalog.Sources;

/// <summary>Tells what the catalogue of a distributor has in common.</summary>
public interface IDistributorContexts
{
    /// <summary>What holds for all articles of a distributor now.</summary>
    Task<DistributorContext> ReadAsync(string distributor, CancellationToken cancellationToken);
}
