using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("SmartCity.Workflows.Tests")]
