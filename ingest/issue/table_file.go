package issue

import "aqs/ingest/record"

func table() []Definition {
	return append(append(append(fileTable(), sheetTable()...), cellTable()...), formTable()...)
}

func fileTable() []Definition {
	return []Definition{
		{FileEmpty, record.Error, "空文件", "文件长度为 0，没有任何内容。", "多半是传送中断，请向提交人重新索取。"},
		{FileTruncated, record.Error, "文件不完整", "文件只有前一部分，后面的内容丢失；整个文件未载入，以免只读到一半。", "请重新复制或重新下载该文件。"},
		{FileEncrypted, record.Error, "文件加密", "文件设有打开密码，无法读取。", "请用 Excel 或 WPS 打开，取消密码后另存；或把密码写入配置 ingest.passwords。"},
		{FileXLSUnsupported, record.Error, "过旧的 .xls", "这是 Excel 4.0 或更早版本的 .xls，或是没有工作簿目录的单张表，不能读取；97-2003 的 .xls 和 WPS 的 .et 可以读取。", "请用 Excel 或 WPS 另存为 .xlsx。"},
		{FileXLSBUnsupported, record.Error, "二进制 .xlsb", "这是二进制工作簿 .xlsb，本版本暂不能读取。", "请用 Excel 另存为 .xlsx。"},
		{FileCSVUnsupported, record.Error, "文本表格 .csv", "这是 .csv 文本表格，以前的版本不能读取；现在的版本能读，不再给出此问题。", "请重新执行 aqs ingest。"},
		{FileNotWorkbook, record.Error, "不是工作簿", "文件扩展名像表格，内容却不是工作簿，也不是文本表格或带表格的网页。", "请确认文件是否选错；若应是表格，请用 Excel 打开核对后另存为 .xlsx。"},
		{FileDamaged, record.Error, "文件损坏", "文件结构损坏，整个文件未载入，以免只读到一部分。", "请用 Excel 打开并修复后另存，或向提交人重新索取。"},
		{FileUnreadable, record.Error, "文件打不开", "操作系统不允许读取该文件。", "请检查文件权限，或关闭占用它的程序。"},
		{FileTooLarge, record.Error, "文件过大", "文件（或解压后）超过允许的大小，未读取。", "请删除图片和多余格式后另存，或在配置中放宽上限。"},
		{FileTooManyCells, record.Error, "单元格过多", "文件中的行数或单元格数超过允许的上限，未读取。", "请拆分文件，或删除多余的格式和空行后另存。"},
		{FileTimeout, record.Error, "读取超时", "读取该文件超过了允许的时间，已放弃。", "请打开另存一次；仍超时则放宽时间上限。"},
		{FilePanic, record.Error, "读取异常", "读取该文件时程序内部出错，文件未载入，其他文件不受影响。", "请用 Excel 另存一次再试，并把该文件反馈给维护者。"},
		{FileDuplicate, record.Info, "重复文件", "与另一个文件内容完全相同，只计一次。", "无需处理；可删除多余的副本。"},
		{FileVanished, record.Warning, "文件已不在", "以前读过的文件已不在收件夹中，其记录仍然保留。", "若应撤回，请执行 aqs forget；若是误删，请放回原处。"},
		{FilePending, record.Info, "文件仍在写入", "文件刚刚被修改，可能仍在复制，留待下次读取。", "无需处理，下次运行会读取。"},
		{FileOddExtension, record.Info, "扩展名不符", "文件的内容与扩展名不符。", "若应读取而未读取，请把扩展名改为与内容相符的，如 .xlsx。"},
		{EncodingDoubt, record.Error, "文字编码存疑", "无法确定文件的文字编码，猜错会读成乱码，未载入。", "请用 Excel 打开核对后另存为 .xlsx，或另存为 UTF-8 编码的 CSV。"},
		{FileNothingToRead, record.Info, "没有内容", "工作簿中没有任何非空单元格。", "若应有内容，请向提交人核实。"},
	}
}

func sheetTable() []Definition {
	return []Definition{
		{SheetTruncated, record.Error, "工作表不完整", "工作表数据在中途中断，整个文件未载入。", "请用 Excel 打开并修复后另存，或重新索取。"},
		{SheetRowsLost, record.Error, "行读不准", "表中有行或单元格读不准（例如用到不存在的格式），整个文件未载入，以免读错。", "请用 Excel 打开后另存，再放回收件夹。"},
		{SheetUnreadable, record.Error, "工作表读不出", "该工作表无法读取；同一文件的其他工作表照常载入。", "请用 Excel 打开后另存，再放回收件夹。"},
		{HeaderAssumed, record.Warning, "没有表头", "表格没有表头；每一行都合乎表样约定的列序，按该列序载入。", "请核对列序，并在第一行上面补一行表头。"},
		{RowHidden, record.Info, "隐藏的行", "表样约定不读隐藏的行，只计行数。", "若应读取，请取消隐藏后重新放入，或把表样的 hidden.rows 改为 read。"},
		{ColumnHidden, record.Info, "隐藏的列", "表样约定不读隐藏的列，只计格数。", "若应读取，请取消隐藏后重新放入，或把表样的 hidden.columns 改为 read。"},
		{SheetHidden, record.Info, "隐藏工作表", "隐藏的工作表不读取，只计行数。", "若应读取，请取消隐藏后重新放入。"},
		{SheetBelowMerge, record.Info, "合并区下有值", "合并单元格下面藏着看不见的值，未读取。", "请取消合并，确认哪个值有效。"},
		{SharedStringBroken, record.Error, "文字丢失", "有单元格指向不存在的文字，说明文件已损坏，整个文件未载入。", "请用 Excel 打开并修复后另存，或重新索取。"},
		{FormulaUncached, record.Warning, "公式未计算", "公式没有保存计算结果，读不到数值。", "请用 Excel 打开文件，保存一次后放回。"},
		{FormNearly, record.Error, "差一点的表", "很像某一种表，但少了必须有的一项，该工作表未载入，其内容也未保存。", "请按说明补上标题、表头或栏目后再交；若是本单位的另一种叫法，请在表样里加上别名。"},
		{FormUnknown, record.Warning, "不认识的表", "没有与之相符的表样，该工作表未载入，其内容也未保存。", "用 aqs explain 查看差在哪里；若是应读的表，请补充表样或表头别名。"},
		{FormAmbiguous, record.Warning, "表样难分", "与两种以上的表样同样相符，无法判断，未载入。", "请在标题中写明表名，或在表样中加入能区分的字段。"},
		{FormFieldMissing, record.Warning, "缺少栏目", "表样中应有的栏目没有找到，相应数据缺失。", "请核对表头；若用了别的叫法，请在表样中补充别名。"},
		{ColumnUnknown, record.Info, "未识别的列", "该列的表头不在表样中，列中的值没有载入。", "若应读取，请在表样中为相应字段补充别名。"},
		{ColumnDuplicate, record.Warning, "重复的列", "同一字段有两列表头相符，只取第一列。", "请改名或删除多余的一列。"},
		{UnitDoubt, record.Warning, "单位存疑", "金额单位（元/万元）没有写明或与数值大小不符。", "请在表头写明单位。"},
	}
}
