"""Rules for Word templates: their findings come from the template check."""

from kumareport.model.finding import Severity
from kumareport.rules.rule import Rule

T01 = Rule(
    code="T01",
    title="タグが閉じていない",
    severity=Severity.ERROR,
    why="タグとして読めず、文書を作れません。",
    bad="{{ 報告書.題名 （}} がない）",
    good="{{ 報告書.題名 }}",
    advice="タグの終わりに }} または %} を書いてください。Enter や Tab でタグを分けていないかも確かめてください。",
    locked=True,
)
T02 = Rule(
    code="T02",
    title="全角の記号でタグが書かれている",
    severity=Severity.ERROR,
    why="全角の ｛ や ％ はタグとして働かず、そのまま印刷されます。",
    bad="｛｛ 節.題名 ｝｝",
    good="{{ 節.題名 }}",
    advice="かっこと％を半角で打ち直してください。",
    locked=True,
)
T03 = Rule(
    code="T03",
    title="知らない名前のタグがある",
    severity=Severity.ERROR,
    why="名前が違うと、印刷するものがありません。",
    bad="{{ 節.題目 }}",
    good="{{ 節.題名 }}",
    advice="kumareport template tags で使える名前を確かめてください。",
    locked=True,
)
T04 = Rule(
    code="T04",
    title="くり返しや条件の書き方が正しくない",
    severity=Severity.ERROR,
    why="くり返す範囲が決まらず、文書を作れません。",
    bad="{%p for 章 in 報告書.章 %} だけで endfor がない",
    good="for と endfor、if と endif がそろっている",
    advice="for には endfor、if には endif を、同じ種類（{%p・{%tr・{%tc）で書いてください。",
    locked=True,
)
T05 = Rule(
    code="T05",
    title="グラフの見本がないか、使えない種類である",
    severity=Severity.ERROR,
    why="見本がないと、グラフを作れません。データを入れられるのは、折れ線・棒（積み上げも）・面のグラフです。",
    bad="{%r for グラフ in 段 %} と {%r endfor %} の間にグラフがない、散布図の見本",
    good="その間に、折れ線・棒・面のグラフが１つある",
    advice="グラフの見本を {%r for グラフ in … %} と {%r endfor %} の間に置き、種類を折れ線・棒・面のどれかにしてください（第２軸と組み合わせも使えます）。",
    locked=True,
)
T06 = Rule(
    code="T06",
    title="外部のものを取り込んでいる",
    severity=Severity.ERROR,
    why="開いた人のパソコンがほかの場所へ取りに行きます。行き先が、公表する報告書や課へ配る案にも残ります。",
    bad="リンクされた画像、OLE オブジェクト、添付テンプレート、マクロ",
    good="ファイルに埋め込まれた画像",
    advice="画像は「挿入」→「画像」で埋め込み、リンク・オブジェクト・添付テンプレート・マクロは外してください。",
    locked=True,
)
T07 = Rule(
    code="T07",
    title="テンプレートでは使えない書き方がある",
    severity=Severity.ERROR,
    why="テンプレートで使えるのは、タグ、くり返し、条件と、決まったフィルターだけです。計算や呼び出しは、文書を作る手を止めるおそれがあります。",
    bad="{{ 報告書.題名() }}、{% for i in range(9) %}、{{ 1/0 }}",
    good="{{ 報告書.題名 }}、{%p for 章 in 報告書.章 %}",
    advice="使える書き方は「タグの一覧」（docs/タグ.md）で確かめてください。",
    locked=True,
)
T08 = Rule(
    code="T08",
    title="ハイパーリンクが庁内の場所を指している",
    severity=Severity.WARNING,
    why="公表する報告書に、庁内のフォルダー名などが残ります。",
    bad="file://fileserver/企画課/手引き.docx へのリンク",
    good="https:// で始まるリンク",
    advice="リンクを外すか、公開されているページに変えてください。",
    locked=True,
)
T09 = Rule(
    code="T09",
    title="ためしの文書を作れない",
    severity=Severity.ERROR,
    why="見本の内容で文書を作ってみても、途中で止まります。タグの置き場所が段落・行・セルの区切りと合わないか、文書の中身が壊れています。",
    bad="表の行の途中で始まり、別の表で終わるくり返し",
    good="同じ表の行で始まり、行で終わるくり返し",
    advice="最後に直したところを確かめてください。分からなければ、前のテンプレートに戻して直し直してください。",
    locked=True,
)

T10 = Rule(
    code="T10",
    title="タグを書けない場所にタグがある",
    severity=Severity.ERROR,
    why="その場所のタグは値に変わらず、そのまま印刷されます。",
    bad="グラフの軸の題名「単位：{{ 行.単位 }}」、スタイルの名前",
    good="本文・表・ヘッダー・フッター・脚注・文字枠・リンク先・文書のプロパティのタグ",
    advice="タグを、本文やヘッダーの文の中に移してください。グラフの題名と単位は、タグを書かなくても入ります。",
    locked=True,
)
T11 = Rule(
    code="T11",
    title="段落・行・セルのタグのとなりに、消えるものがある",
    severity=Severity.ERROR,
    why="{%p のタグは段落ごと、{%tr は行ごと、{%tc はセルごと消えるため、となりの文字や改ページ、２つ目のタグも消えます。",
    bad="{%p endif %}　※進捗は令和５年度末現在",
    good="{%p endif %} だけの段落と、「※進捗は…」の段落",
    advice="タグだけの段落（行・セル）にし、ほかのものは別の段落（行・セル）に移してください。",
    locked=True,
)

T12 = Rule(
    code="T12",
    title="ブックにあるのに、テンプレートが印刷しないものがある",
    severity=Severity.WARNING,
    why="テンプレートからくり返しや枠が消えていると、書いた文や項目が、何も言わずに報告書から落ちます。",
    bad="「課題」の枠を消したテンプレートで、「課題」の文があるブックから作る",
    good="区分ごとに {%p for 文 in 節.課題 %} を書くか、節.枠 のくり返しを使う",
    advice="載せるものなら、テンプレートにそのタグを書いてください（kumareport template tags）。載せないと決めたものなら、このままで構いません。",
    locked=True,
)

TEMPLATE_RULES = (T01, T02, T03, T04, T05, T06, T07, T08, T09, T10, T11, T12)
