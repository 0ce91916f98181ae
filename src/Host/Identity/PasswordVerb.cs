namespace SmartCity.Host.Identity;

/// <summary>
/// The verb <c>hash-password NAME</c> of the host: reads a password or client secret from standard input and prints the hash
/// for the files <c>Identity:Accounts</c> and <c>Identity:Clients</c>.
/// </summary>
public static class PasswordVerb
{
    public const string Name = "hash-password";
    private const int Shortest = 12;

    /// <summary>Answers the exit code: 0, or 1 when the password is missing or shorter than 12 characters.</summary>
    public static int Run(string username, TextReader input, TextWriter output, TextWriter errors)
    {
        if (input.ReadLine() is not { Length: >= Shortest } password)
        {
            errors.WriteLine($"密码至少需要 {Shortest} 个字符，从标准输入读取。");
            errors.WriteLine($"A password of at least {Shortest} characters is read from standard input.");
            return 1;
        }

        output.WriteLine(Account.Hash(username, password));
        return 0;
    }
}
