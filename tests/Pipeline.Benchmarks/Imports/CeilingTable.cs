using Azure.Data.Tables;

namespace Pipeline.Benchmarks.Imports;

/// <summary>One table of the emulator's ceiling.</summary>
/// <param name="Name">Letters and digits.</param>
/// <param name="Entities">Entities to write.</param>
/// <param name="Models">Entities as the import writes them.</param>
/// <param name="IsScattered">Whether successive transactions are for different partitions.</param>
internal sealed record CeilingTable(string Name, int Entities, IReadOnlyList<TableEntity> Models, bool IsScattered);
