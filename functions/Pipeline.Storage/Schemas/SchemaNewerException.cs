namespace Pipeline.Storage.Schemas;

/// <summary>A newer app has written rows that this one would spoil; it did nothing instead.</summary>
public sealed class SchemaNewerException : InvalidOperationException
{
    /// <summary>Says which table it is about.</summary>
    /// <param name="stored">What the table holds.</param>
    /// <param name="known">What this app knows.</param>
    public SchemaNewerException(TableSchema stored, TableSchema known)
        : base(Describe(stored, known)) => Table = known.Table;

    /// <summary>The table that is newer.</summary>
    public string Table { get; }

    internal static string Describe(TableSchema stored, TableSchema known) =>
        $"Table {known.Table} holds rows of version {stored.Version}, which a newer app has written; this app knows version "
        + $"{known.Version} and changes nothing there. Deploy the newer app again (docs/operations.md, \"Upgrading and rolling back\").";
}
