namespace Azure.Data.Tables.Models;

/// <summary>A table of the account.</summary>
/// <param name="name">Its name.</param>
public sealed class TableItem(string name)
{
    /// <summary>Name: 3 to 63 letters and digits, first a letter; case is kept but does not distinguish.</summary>
    public string Name { get; } = name;
}
