namespace SmartCity.Workflows.Expressions;

/// <summary>What an expression may read; a name that is not there is null.</summary>
internal interface IVariables
{
    object? Get(string path);
}
