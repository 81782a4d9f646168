namespace Pipeline.Simulators.IngramMicro.Services.Wire;

/// <summary>Why a request cannot even be read; answered with HTTP 500.</summary>
/// <param name="Code">SOAP 1.1 fault code without prefix: Client, Server, VersionMismatch, MustUnderstand.</param>
/// <param name="Text">For a person.</param>
internal sealed record TechnicalFault(string Code, string Text);
