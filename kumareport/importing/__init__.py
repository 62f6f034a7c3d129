"""From what an office has – lists, 帳票, Word reports – to a workbook (取り込み)."""
