namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>A charge of an invoice; money without VAT, rate in percent.</summary>
internal sealed record InvoicedCharge(string Type, string Scheme, string? CustomerLineNumber, string Description, decimal Amount, decimal Rate);
