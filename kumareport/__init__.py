"""kumareport: 総合計画の評価・検証報告書を、Excel の様式から Word の公式様式へ作るツール。

Python から使うときの入口は :mod:`kumareport.pipeline` です。
"""

__version__ = "0.1.0"
