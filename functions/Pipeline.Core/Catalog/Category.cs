namespace Pipeline.Core.Catalog;

/// <summary>One level of a distributor's category tree.</summary>
/// <param name="Code">The key, text also where it looks like a number (<c>0001</c>); null where only the name is known.</param>
/// <param name="Name">Name in the language of the file; null where only the code is known.</param>
public sealed record Category(string? Code, string? Name);
