namespace Azure.Data.Tables;

/// <summary>What a pageable asks for and how it reads the answer.</summary>
/// <param name="Address">Address without parameters.</param>
/// <param name="Filter">OData condition, or <see langword="null"/> for all.</param>
/// <param name="MaxPerPage">Most results of one page; the service's own limit is 1,000.</param>
/// <param name="Select">Names of wanted properties, joined by commas, or <see langword="null"/> for all.</param>
/// <param name="Continuation">Names of the continuation parameters; the answer's headers have the same with a prefix.</param>
/// <param name="Read">Reads the results of a page.</param>
internal sealed record TableQuery<T>(
    string Address,
    string? Filter,
    int? MaxPerPage,
    string? Select,
    IReadOnlyList<string> Continuation,
    Func<ReadOnlyMemory<byte>, IReadOnlyList<T>> Read);
