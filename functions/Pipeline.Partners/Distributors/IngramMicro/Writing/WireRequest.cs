using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>A request ready to be sent.</summary>
/// <param name="Body">Bytes with secrets; empty when there are breaches.</param>
/// <param name="Masked">The same with secrets masked, for the exchange log.</param>
/// <param name="Breaches">Each limit the values break.</param>
internal sealed record WireRequest(byte[] Body, byte[] Masked, IReadOnlyList<Issue> Breaches);
