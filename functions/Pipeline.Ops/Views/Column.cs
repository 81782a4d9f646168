using Microsoft.AspNetCore.Components;

namespace Pipeline.Ops.Views;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">What a row shows.</typeparam>
/// <param name="Title">Its head; on a narrow screen the label before the value.</param>
/// <param name="Cell">What stands in a row.</param>
public sealed record Column<T>(string Title, RenderFragment<T> Cell)
{
    /// <summary>Whether it holds numbers, which stand to the right.</summary>
    public bool IsNumeric { get; init; }
}
