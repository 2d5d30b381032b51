using System.Buffers.Binary;
using System.Formats.Tar;
using System.Runtime.InteropServices;

namespace Kube.Kubelet.Runtime;

/// <summary>
/// The image every sandbox runs, made here because no registry can be assumed: one static program that ignores
/// SIGCHLD, so that the kernel reaps orphans of a shared process namespace, and then waits for ever.
/// It needs no handler for SIGTERM: a sandbox is killed, never asked.
/// </summary>
internal static class PauseImage
{
    public const string Name = "kube/pause:1";

    /// <summary>The root file system: the program as <c>/pause</c>.</summary>
    public static async Task<Stream> BuildRootAsync(CancellationToken cancellationToken)
    {
        var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            var entry = new PaxTarEntry(TarEntryType.RegularFile, "pause")
            {
                Mode = (UnixFileMode)0b101_101_101,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = new MemoryStream(BuildProgram(RuntimeInformation.OSArchitecture)),
            };
            await writer.WriteEntryAsync(entry, cancellationToken);
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>An ELF executable of one segment, whose code follows its headers.</summary>
    internal static byte[] BuildProgram(Architecture architecture)
    {
        var (machine, code) = architecture switch
        {
            Architecture.X64 => ((ushort)62, X64Code()),
            Architecture.Arm64 => ((ushort)183, Arm64Code()),
            _ => throw new RuntimeException($"no pause program is known for {architecture}"),
        };
        const int Headers = 64 + 56;
        const ulong LoadAddress = 0x400000;
        var file = new byte[Headers + code.Length];
        var elf = file.AsSpan();
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(elf);
        BinaryPrimitives.WriteUInt16LittleEndian(elf[16..], 2);              // executable
        BinaryPrimitives.WriteUInt16LittleEndian(elf[18..], machine);
        BinaryPrimitives.WriteUInt32LittleEndian(elf[20..], 1);              // version
        BinaryPrimitives.WriteUInt64LittleEndian(elf[24..], LoadAddress + Headers); // entry
        BinaryPrimitives.WriteUInt64LittleEndian(elf[32..], 64);             // program header
        BinaryPrimitives.WriteUInt16LittleEndian(elf[52..], 64);
        BinaryPrimitives.WriteUInt16LittleEndian(elf[54..], 56);
        BinaryPrimitives.WriteUInt16LittleEndian(elf[56..], 1);
        var segment = elf[64..];
        BinaryPrimitives.WriteUInt32LittleEndian(segment, 1);                // load
        BinaryPrimitives.WriteUInt32LittleEndian(segment[4..], 5);           // read, execute
        BinaryPrimitives.WriteUInt64LittleEndian(segment[16..], LoadAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[24..], LoadAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[32..], (ulong)file.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[40..], (ulong)file.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[48..], 0x1000);
        code.CopyTo(elf[Headers..]);
        return file;
    }

    /// <summary>rt_sigaction(SIGCHLD, &amp;ignore, 0, 8); for (;;) pause();</summary>
    private static byte[] X64Code() =>
    [
        0xB8, 13, 0, 0, 0,                   // mov eax, rt_sigaction
        0xBF, 17, 0, 0, 0,                   // mov edi, SIGCHLD
        0x48, 0x8D, 0x35, 19, 0, 0, 0,       // lea rsi, [rip + action]
        0x31, 0xD2,                          // xor edx, edx
        0x41, 0xBA, 8, 0, 0, 0,              // mov r10d, 8
        0x0F, 0x05,                          // syscall
        0xB8, 34, 0, 0, 0,                   // again: mov eax, pause
        0x0F, 0x05,                          // syscall
        0xEB, 0xF7,                          // jmp again
        .. IgnoreAction(),
    ];

    /// <summary>The same with ppoll(0, 0, 0, 0), for this machine has no pause.</summary>
    private static byte[] Arm64Code()
    {
        uint[] words =
        [
            Move(8, 134), Move(0, 17), 0x10000000 | (11 << 5) | 1 /* adr x1, action */, Move(2, 0), Move(3, 8), 0xD4000001,
            Move(1, 0), Move(3, 0), Move(8, 73), Move(0, 0), 0xD4000001, 0x17FFFFFE /* b to the second before */, 0xD503201F,
        ];
        var code = new byte[(words.Length * 4) + 32];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(code.AsSpan(i * 4), words[i]);
        IgnoreAction().CopyTo(code, words.Length * 4);
        return code;

        static uint Move(uint register, uint value) => 0xD2800000 | (value << 5) | register;
    }

    /// <summary>The kernel's struct sigaction with the handler SIG_IGN.</summary>
    private static byte[] IgnoreAction()
    {
        var action = new byte[32];
        action[0] = 1;
        return action;
    }
}
