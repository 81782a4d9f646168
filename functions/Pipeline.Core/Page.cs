namespace Pipeline.Core;

/// <summary>A part of a list and where the next part begins.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the list's order; may be fewer than asked for although more follow.</param>
/// <param name="Cursor">Opaque text that asks for the part after this one; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor)
{
    /// <summary>The same part, each item in another form.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> form) => new([.. Items.Select(form)], Cursor);
}
