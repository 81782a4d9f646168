namespace Pipeline.Core.Distributors;

/// <summary>Documents that operators lay over what partners bring: <c>config/{distributor}/{name}.json</c> in Blob storage.</summary>
public interface IConfigDocumentStore
{
    /// <summary>Reads a document and waits for it; null when there is none.</summary>
    string? Read(string distributor, string name);

    /// <summary>Reads a document; null when there is none.</summary>
    Task<string?> ReadAsync(string distributor, string name, CancellationToken cancellationToken);
}
