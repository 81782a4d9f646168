namespace Pipeline.Faults.Orders;

/// <summary>An invoice or credit note as its latest version has it.</summary>
/// <param name="Number">The distributor's number.</param>
/// <param name="IsCredit">Whether it takes back.</param>
/// <param name="Net">Sum of its lines.</param>
public sealed record Paper(string Number, bool IsCredit, decimal Net);
