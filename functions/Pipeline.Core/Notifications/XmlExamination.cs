using Pipeline.Core.Orders.Messages.Reading;

namespace Pipeline.Core.Notifications;

/// <summary>What <see cref="XmlGate"/> found.</summary>
/// <param name="Root">Local name of the root, or of the first element in a SOAP body; null when none was reached.</param>
/// <param name="Soap">The envelope.</param>
/// <param name="Fault">Why the body is not acceptable, or null.</param>
public sealed record XmlExamination(string? Root, SoapVersion Soap, XmlFault? Fault);
